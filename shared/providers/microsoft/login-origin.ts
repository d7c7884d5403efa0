/** Where people sign in to Microsoft, and administrators approve apps. */
export const MICROSOFT_LOGIN = 'https://login.microsoftonline.com';

/** What we ask for of an event. */
export const EVENT_FIELDS =
  'id,status,start,end,transparency,visibility,summary,location,etag,updated,iCalUID,attendees(email,displayName,responseStatus,self,resource),conferenceData(createRequest/status,entryPoints(entryPointType,uri)),hangoutLink,htmlLink,extendedProperties/private';

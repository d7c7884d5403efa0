/** How a page looks beside what all pages have in common. */
export interface Look {
  /** Nothing in it may be typed by people: it is put into the page as it is. */
  readonly css: string;
  /** https; instead of the brand's name. */
  readonly logoUrl?: string | undefined;
}

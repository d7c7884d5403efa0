/** As https://learn.microsoft.com/en-us/graph/api/resources/subscription has it. */
export interface Subscription {
  readonly id: string;
  readonly clientId: string;
  /** Whose token made it: only they may see or change it. */
  readonly creator: string;
  readonly resource: string;
  readonly changeTypes: readonly string[];
  readonly notificationUrl: string;
  readonly lifecycleUrl: string | undefined;
  readonly clientState: string | undefined;
  readonly isImmutable: boolean;
  readonly expiresAt: number;
  /** Until somebody reauthorizes it, nothing is delivered, and what happens meanwhile is lost. */
  readonly isPaused: boolean;
}

/** What is watched. Whatever has expired is gone without a word. */
export class Subscriptions {
  private readonly byId = new Map<string, Subscription>();

  put(subscription: Subscription): Subscription {
    this.byId.set(subscription.id, subscription);
    return subscription;
  }

  find(id: string): Subscription | undefined {
    const found = this.byId.get(id);
    if (found && found.expiresAt <= Date.now()) this.byId.delete(id);
    return this.byId.get(id);
  }

  remove(id: string): void {
    this.byId.delete(id);
  }

  live(): Subscription[] {
    return [...this.byId.keys()].flatMap((id) => this.find(id) ?? []);
  }

  of(creator: string): Subscription[] {
    return this.live().filter((each) => each.creator === creator);
  }
}

package dev.caravan.sandbox;

/** What a pretend platform makes of a call. */
public sealed interface Judged {

  /** It is answered at once: a refusal, or a call that concerns no recipient. */
  record Answered(Answer answer) implements Judged {}

  /** It would succeed for this recipient, unless a fault strikes; nothing has been done yet. */
  record Accepted(String recipientId, Act act) implements Judged {}

  /** Does what was asked, and says so. */
  interface Act {
    Answer perform();
  }
}

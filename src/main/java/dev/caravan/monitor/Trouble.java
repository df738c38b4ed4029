package dev.caravan.monitor;

import dev.caravan.message.Word;

/** What those on call are told of; of each at most once in {@link OnCall#APART}. */
public enum Trouble implements Word {
  /** A message ended {@code dead} or {@code failed}. */
  DEAD_LETTER("a message ended undelivered", "messages ended undelivered"),
  /** A platform refused the credential of a connection. */
  CREDENTIAL_REFUSED(
      "a platform refused a credential, and its connection is paused",
      "platforms refused a credential, and their connections are paused"),
  /** A connection's breaker has not been closed for {@link OnCall#OPEN_TOO_LONG}. */
  BREAKER_OPEN("a breaker has been open for over 5 min", "breakers have been open for over 5 min"),
  /** Whether a message arrived is not known, and a human must say. */
  UNKNOWN_HELD(
      "a message may or may not have arrived, and a human must say",
      "messages may or may not have arrived, and a human must say"),
  /** A message has waited for a human's yes for {@link OnCall#WAITED_TOO_LONG}. */
  APPROVAL_WAITING(
      "a message has waited for its approval for over 1 h",
      "messages have waited for their approval for over 1 h");

  private final String one;
  private final String many;

  Trouble(String one, String many) {
    this.one = one;
    this.many = many;
  }

  /** That it happened so often, as a notice says it. */
  String told(long count) {
    return count == 1 ? one : count + " " + many;
  }
}

package dev.caravan.message;

import java.time.Instant;

/** What governance says of a message; the order of {@link #severity} decides among several. */
public sealed interface Verdict {

  /** It may go. */
  record Allow() implements Verdict {}

  /** It may go, but not before {@code until}; {@link Instant#MAX} means until somebody lifts it. */
  record Defer(Instant until) implements Verdict {}

  /** A human must approve it first. */
  record Hold() implements Verdict {}

  /** It may not go. */
  record Deny() implements Verdict {}

  /** 0 is the mildest; the strictest of all that spoke wins. */
  default int severity() {
    if (this instanceof Deny) {
      return 3;
    }
    if (this instanceof Hold) {
      return 2;
    }
    return this instanceof Defer ? 1 : 0;
  }

  /** The verdict's name in rows and answers. */
  default String word() {
    if (this instanceof Deny) {
      return "deny";
    }
    if (this instanceof Hold) {
      return "hold";
    }
    return this instanceof Defer ? "defer" : "allow";
  }
}

package dev.caravan.platform.graph;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.time.Duration;

/** What an error of the Graph API means for a delivery. */
public sealed interface Meaning {

  /**
   * It was refused for good.
   *
   * @param remedy what can be done about it, as a sentence; empty where Meta's own words say it
   */
  record Refused(Reason reason, String remedy) implements Meaning {}

  /**
   * Nothing was sent, and nothing may be for a while.
   *
   * @param usual how long, where the answer does not say
   */
  record Limited(Outcome.Scope scope, Duration usual) implements Meaning {}

  /** Nothing was sent; it may be tried again. */
  record Passing() implements Meaning {}

  /** It may have been sent all the same. */
  record Doubtful() implements Meaning {}
}

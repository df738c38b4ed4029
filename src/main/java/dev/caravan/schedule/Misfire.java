package dev.caravan.schedule;

import dev.caravan.message.Word;

/** What becomes of firings whose moment nobody was there for. */
public enum Misfire implements Word {
  /** None of them is made up for. */
  SKIP,
  /** The last of them is, the others are not. */
  ONCE,
  /** Each of them is. */
  ALL
}

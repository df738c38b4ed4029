package dev.caravan.cache;

import java.time.Duration;

/** What the hub keeps in memory so as not to make it again: how much of it, and for how long. */
public enum Kept {
  /** Mustache texts as they were compiled, by the text itself: nothing ever makes one wrong. */
  COMPILED_TEMPLATES(500, Duration.ofMinutes(10)),

  /** The newest version of a named template, by its name; every node hears of a new one. */
  NAMED_TEMPLATES(500, Duration.ofMinutes(10));

  private final int entries;
  private final Duration life;

  Kept(int entries, Duration life) {
    this.entries = entries;
    this.life = life;
  }

  /** How many at most; what was used least makes room. */
  public int entries() {
    return entries;
  }

  /** How long after it was put there, used or not. */
  public Duration life() {
    return life;
  }
}

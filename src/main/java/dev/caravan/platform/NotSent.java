package dev.caravan.platform;

/** A delivery that was given up before anything was written. */
public final class NotSent extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotSent(String why) {
    super(why);
  }
}

package dev.caravan.wiring;

/** A setting that cannot be obeyed: the hub does not start, and says which. */
public final class WrongSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongSetting(String message) {
    super(message);
  }
}

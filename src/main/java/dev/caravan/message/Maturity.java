package dev.caravan.message;

/** How far an agent is trusted; the order is the order of trust. */
public enum Maturity implements Word {
  STUDENT,
  INTERN,
  SUPERVISED,
  AUTONOMOUS;

  /** Maturities are written in capitals everywhere, as their users know them. */
  @Override
  public String word() {
    return name();
  }
}

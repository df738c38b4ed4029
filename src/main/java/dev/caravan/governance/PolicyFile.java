package dev.caravan.governance;

import dev.caravan.message.Decision;

/** Which policy is in force: the route file that orders the rules, and the hash of its text. */
public final class PolicyFile {
  private volatile Decision.Policy inForce = new Decision.Policy("none", "");

  public Decision.Policy inForce() {
    return inForce;
  }

  /** Says that this file orders the rules from now on. */
  public void replace(Decision.Policy policy) {
    inForce = policy;
  }
}

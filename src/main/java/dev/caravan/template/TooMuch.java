package dev.caravan.template;

import dev.caravan.message.Fault;

/** A rendering that goes beyond what a message may take; it ends there. */
final class TooMuch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  TooMuch(String message) {
    // Expected, and thrown from deep within: no stack trace.
    super(message, null, false, false);
    this.fault = new Fault("template_variables", "too_long", message);
  }

  Fault fault() {
    return fault;
  }
}

package dev.caravan.governance;

/** When governance is asked: every message is judged twice. */
public enum Moment {
  SUBMIT,
  SEND
}

package dev.caravan.governance;

/** When governance is asked: every message is judged twice, and each change of what was sent. */
public enum Moment {
  SUBMIT,
  SEND,
  EDIT
}

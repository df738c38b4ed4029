package dev.caravan.message;

/** Why an accepted message has not gone out yet; computed when asked. */
public enum WaitingFor implements Word {
  APPROVAL,
  TIME,
  QUIET_HOURS,
  STOP,
  PAUSED,
  RATE_LIMIT,
  BREAKER,
  LANE,
  RETRY,
  UNKNOWN,
  OWNER
}

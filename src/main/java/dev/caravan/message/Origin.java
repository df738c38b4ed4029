package dev.caravan.message;

/** What made a message come into being; set by the way it entered, never by its body. */
public enum Origin implements Word {
  SEND,
  SCHEDULE,
  MONITOR,
  REPLY,
  HUB
}

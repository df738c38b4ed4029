package dev.caravan.web;

import dev.caravan.message.Word;

/** What a key may do. */
public enum Role implements Word {
  ADMIN,
  APPROVER,
  SENDER,
  VIEWER,
  AGENT
}

package dev.caravan.message;

/** A message and what became of it. */
public record StoredMessage(Message message, Progress progress) {}

package dev.caravan.message;

import java.time.Instant;

/** One part of a message as the platform named it. */
public record Part(String platformMessageId, Instant sentAt) {}

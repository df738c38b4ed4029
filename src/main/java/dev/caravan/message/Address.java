package dev.caravan.message;

import org.jspecify.annotations.Nullable;

/** Where a caller wants a message to go, before its connection is resolved. */
public record Address(
    @Nullable String platform,
    @Nullable String connection,
    String recipientId,
    @Nullable String threadId) {}

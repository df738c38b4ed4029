package dev.caravan.platform;

import org.jspecify.annotations.Nullable;

/**
 * One part of a message as a route without Java gets it: its text ready to be shown, buttons as
 * numbered lines, attachments as links, names with an at sign made inert.
 *
 * @param answers the platform's own id of the message that this one answers to
 * @param key the same on every try of this part
 */
public record Letter(
    String recipientId,
    @Nullable String threadId,
    String text,
    @Nullable String answers,
    String key) {}

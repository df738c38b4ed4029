package dev.caravan.sandbox;

/** What names a message on its platform: an id alone is unique only within a conversation. */
public record MessageKey(String platform, String conversation, String platformMessageId) {}

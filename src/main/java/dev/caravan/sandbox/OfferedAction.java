package dev.caravan.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A button or an option that the recipient of a message sees.
 *
 * @param kind {@code button}, {@code link} or {@code option}
 * @param id the platform's own name for it; null where it has none
 * @param value what a press carries back, or where a link leads
 */
public record OfferedAction(String kind, @Nullable String id, String label, String value) {}

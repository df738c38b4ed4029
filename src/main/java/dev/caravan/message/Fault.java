package dev.caravan.message;

/**
 * One thing wrong with an input.
 *
 * @param field where, in the caller's own spelling; empty for the whole
 * @param code stable and documented, for programs
 * @param message the value, the rule, the remedy and an example, for people
 */
public record Fault(String field, String code, String message) {}

package dev.caravan.message;

/** Asks a platform's route whether the connection's credential is any good; nothing is posted. */
public record Probe(String connection) {}

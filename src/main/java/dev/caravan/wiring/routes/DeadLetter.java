package dev.caravan.wiring.routes;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;

/** A message that ended unsent: the body of {@code flow/dead-letter}. */
public record DeadLetter(Message message, String status, Outcome outcome) {}

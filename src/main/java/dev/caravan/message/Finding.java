package dev.caravan.message;

import java.util.Map;

/** What one rule said: its name, its verdict, why, in a sentence, and the inputs it looked at. */
public record Finding(
    String rule, Verdict verdict, Reason reason, String sentence, Map<String, String> inputs) {
  public Finding {
    inputs = Map.copyOf(inputs);
  }
}

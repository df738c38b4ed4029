package dev.caravan.schedule.phrase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The tables of phrases: a phrase, an arrow, what is expected. */
record Table(String phrase, String expected) {
  /** A Friday, on which all of them are said. */
  static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

  static List<Table> read(String name) {
    try {
      return Files.readAllLines(Path.of("src/test/resources/schedule", name)).stream()
          .filter(l -> !l.startsWith("#") && !l.isBlank())
          .map(l -> l.split(" => ", 2))
          .map(l -> new Table(l[0], l[1].strip()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

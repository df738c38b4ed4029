package dev.caravan.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/RUNBOOK.md, by its sections. */
record Runbook(String text) {
  private static final Pattern SECTION = Pattern.compile("^(?=##)", Pattern.MULTILINE);
  private static final Path FILE = Path.of("docs/RUNBOOK.md");

  static Runbook read() {
    try {
      return new Runbook(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sections of words, by their word. */
  Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : SECTION.split(text, -1)) {
      if (section.startsWith("### `")) {
        String word = section.substring(5, section.indexOf('`', 5));
        if (sections.put(word, section) != null) {
          throw new AssertionError("Two sections are about " + word);
        }
      }
    }
    return sections;
  }

  /** What a link may end in, as the well-known renderers make it of a heading. */
  Set<String> anchors() {
    return text.lines()
        .filter(line -> line.startsWith("##"))
        .map(
            line ->
                line.replaceFirst("^#+ ", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9_ -]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** Every line of code that begins so. */
  List<String> lines(String begin) {
    return text.lines().filter(line -> line.startsWith(begin)).toList();
  }
}

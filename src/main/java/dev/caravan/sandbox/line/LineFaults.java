package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a body, all of it at once as LINE says it. */
final class LineFaults {
  /** What people take for one character, and LINE counts as one in labels. */
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private final List<Fault> found = new ArrayList<>();
  private final boolean strict;

  /**
   * @param strict whether a field that LINE does not have is a fault
   */
  LineFaults(boolean strict) {
    this.strict = strict;
  }

  /**
   * One fault.
   *
   * @param property where, as {@code messages[0].text}
   */
  record Fault(String property, String message) {}

  List<Fault> found() {
    return List.copyOf(found);
  }

  void add(String property, String message) {
    found.add(new Fault(property, message));
  }

  /** The fields that an object of this kind has. */
  void only(JsonNode object, String path, Set<String> known) {
    for (Iterator<String> names = object.fieldNames(); strict && names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        add(path.isEmpty() ? name : path + "." + name, "Unknown property");
      }
    }
  }

  /** A text that must be there, of at most {@code most} UTF-16 units. */
  String text(JsonNode object, String path, String name, int most) {
    String text = object.path(name).textValue();
    if (text == null || text.isBlank()) {
      add(path + "." + name, "May not be empty");
      return "";
    }
    return measured(text, text.length(), path + "." + name, most);
  }

  /** A text that must be there, of at most {@code most} graphemes. */
  String label(JsonNode object, String path, String name, int most) {
    String text = text(object, path, name, Integer.MAX_VALUE);
    return measured(text, (int) GRAPHEME.matcher(text).results().count(), path + "." + name, most);
  }

  private String measured(String text, int length, String property, int most) {
    if (length > most) {
      add(property, "Length must be between 0 and " + most);
    }
    return text;
  }

  /** An https address of at most {@code most} characters. */
  String https(JsonNode object, String path, String name, int most) {
    String url = text(object, path, name, most);
    if (!url.isEmpty() && !url.matches("https://\\p{Graph}+")) {
      add(path + "." + name, "Must be a valid HTTPS URL");
    }
    return url;
  }
}

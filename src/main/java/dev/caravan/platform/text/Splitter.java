package dev.caravan.platform.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into parts that a platform takes, always the same way.
 *
 * <p>A text that fits is one part and stays as it is. Of a longer one the parts, joined, are the
 * text without the white space around each cut and at its two ends; nothing else is lost and
 * nothing is added, but for what closes a code fence before a cut and opens it again after. In a
 * fence the indentation of the line after a cut is kept.
 */
public final class Splitter {
  private final int limit;
  private final int first;
  private final Measure measure;

  /**
   * @param limit the most that a part may measure; at least four of the dearest characters
   */
  public Splitter(int limit, Measure measure) {
    if (limit < 4 * Measure.DEAREST) {
      throw new IllegalArgumentException(
          "A part of at most %d is too short; at least %d, for example 4000."
              .formatted(limit, 4 * Measure.DEAREST));
    }
    this.limit = limit;
    this.first = limit;
    this.measure = measure;
  }

  private Splitter(int limit, int first, Measure measure) {
    this.limit = limit;
    this.first = first;
    this.measure = measure;
  }

  /**
   * The same, whose first part leaves {@code room} for what the platform's room puts before it.
   *
   * @param room at most half of the limit
   */
  public Splitter leaving(int room) {
    if (room < 0 || room > limit / 2) {
      throw new IllegalArgumentException(
          "Room of %d cannot be left in a part of %d; at most %d."
              .formatted(room, limit, limit / 2));
    }
    return room == 0 ? this : new Splitter(limit, limit - room, measure);
  }

  /** The parts of a text that is shown as it is; at least one. */
  public List<String> plain(String text) {
    return split(text, List.of());
  }

  /** The parts of a Markdown text, each of which reads on its own; at least one. */
  public List<String> markdown(String text) {
    return measure.of(text) <= first ? List.of(text) : split(text, worthKeeping(Fence.in(text)));
  }

  /** Fences whose marks take so much of a part that little else would fit are mere text. */
  private List<Fence> worthKeeping(List<Fence> fences) {
    return fences.stream().filter(f -> f.marks().cost(measure) <= limit / 4).toList();
  }

  private List<String> split(String text, List<Fence> fences) {
    if (measure.of(text) <= first) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    int closing = fences.stream().mapToInt(f -> closingCost(f.marks())).max().orElse(0);
    int passed = 0;
    Cut at = new Cut(Cut.afterSpace(text, 0), "");
    while (at.start() < text.length()) {
      int room = (parts.isEmpty() ? first : limit) - measure.of(at.opening());
      int end = reach(text, at.start(), room);
      if (end == text.length()) {
        parts.add(at.opening() + text.substring(at.start()).stripTrailing());
        return parts;
      }
      end = Break.best(text, at.start(), reach(text, at.start(), room - closing));
      while (passed < fences.size() && fences.get(passed).to() <= end) {
        passed++;
      }
      Part part =
          passed < fences.size() && fences.get(passed).from() < end
              ? at.inFence(text, end, fences.get(passed), limit / 4)
              : at.inText(text, end);
      parts.add(part.text());
      at = part.next();
    }
    return parts.isEmpty() ? List.of("") : parts;
  }

  private int closingCost(Fence.Marks marks) {
    return measure.of('\n') + measure.of(marks.closing());
  }

  /** How far from {@code start} the text fits into {@code room}; never half of a character. */
  private int reach(String text, int start, int room) {
    int at = start;
    int cost = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      cost += measure.of(codePoint);
      if (cost > room) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  /** One part, and where the next begins. */
  record Part(String text, Cut next) {}
}

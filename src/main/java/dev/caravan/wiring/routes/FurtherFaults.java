package dev.caravan.wiring.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Camel stops at the first step that it cannot build. Whoever wrote the file is told of the others
 * too: it is tried again without that step, for as long as something is wrong.
 */
final class FurtherFaults {
  /** A start of a scratch context takes a tenth of a second; nobody mends more at one sitting. */
  private static final int MOST = 10;

  /** A step that its route can do without. */
  private static final Pattern STEP =
      Pattern.compile(
          "^( *)- (bean|to|toD|log|process|script|setBody|setVariable|setHeader|setProperty"
              + "|marshal|unmarshal|transform|convertBodyTo|wireTap|enrich|pollEnrich):.*");

  private FurtherFaults() {}

  /** What is wrong with the file besides {@code first}, which {@code trial} found. */
  static List<Violation> after(
      Violation first, RouteTree tree, Function<RouteTree, Optional<Violation>> trial) {
    List<Violation> found = new ArrayList<>();
    Optional<Violation> fault = Optional.of(first);
    Optional<RouteTree> left = Optional.of(tree);
    while (found.size() < MOST) {
      int line = fault.map(Violation::line).orElse(0);
      left = left.flatMap(t -> without(t, line));
      fault = left.flatMap(trial);
      if (fault.isEmpty()) {
        return found;
      }
      found.add(fault.get());
    }
    return found;
  }

  /** The file without the step that this line belongs to, every other line where it was. */
  private static Optional<RouteTree> without(RouteTree tree, int line) {
    String[] lines = tree.file().text().split("\n", -1);
    for (int i = Math.min(line, lines.length) - 1; i >= 0; i--) {
      Matcher step = STEP.matcher(lines[i]);
      if (step.matches() && belongs(lines, i, line - 1, step.group(1).length())) {
        int indent = step.group(1).length();
        lines[i] = " ".repeat(indent) + "- log: left out";
        for (int k = i + 1; k < lines.length && deeper(lines[k], indent); k++) {
          lines[k] = "";
        }
        RouteFile file = tree.file();
        return Optional.of(
            RouteTree.of(
                new RouteFile(
                    file.name(), String.join("\n", lines), file.source(), file.location())));
      }
    }
    return Optional.empty();
  }

  private static boolean belongs(String[] lines, int from, int to, int indent) {
    return Arrays.stream(lines, from + 1, to + 1).allMatch(text -> deeper(text, indent));
  }

  private static boolean deeper(String text, int indent) {
    return text.isBlank() || text.indexOf(text.strip()) > indent;
  }
}

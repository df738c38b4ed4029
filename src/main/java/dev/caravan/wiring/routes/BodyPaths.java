package dev.caravan.wiring.routes;

import dev.caravan.governance.Case;
import dev.caravan.message.Delivery;
import dev.caravan.platform.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks every {@code ${body.…}} against the record that the file's route is given: Camel itself
 * finds a misspelt name only on the first message.
 */
final class BodyPaths {
  private static final Pattern PATH =
      Pattern.compile(
          "\\$\\{(?:in\\.|mandatory)?body((?:\\??\\.[A-Za-z_][\\w]*(?:\\([^)]*\\))?(?:\\[[^\\]]*])?)+)");

  /** Steps after which the body is another. */
  private static final Set<String> REPLACING =
      Set.of(
          "setBody",
          "transform",
          "unmarshal",
          "marshal",
          "convertBodyTo",
          "script",
          "enrich",
          "pollEnrich",
          "split",
          "aggregate");

  /** Of these, what is written below is still asked of the body before. */
  private static final Set<String> ASKED_BEFORE = Set.of("setBody", "transform", "bean");

  private static final Set<String> PROSE = Set.of("description", "note", "id");

  private BodyPaths() {}

  /** The record that the file's route is given; empty where it can be anything. */
  static Optional<Class<?>> record(String file) {
    if (file.equals(RouteFile.POLICY)) {
      return Optional.of(Case.class);
    }
    if (file.equals("flow/dispatch" + RouteFile.SUFFIX) || file.startsWith("platform/")) {
      return Optional.of(Delivery.class);
    }
    return file.equals("flow/dead-letter" + RouteFile.SUFFIX)
        ? Optional.of(DeadLetter.class)
        : Optional.empty();
  }

  static List<Violation> check(RouteTree tree) {
    Class<?> root = record(tree.file().name()).orElse(null);
    if (root == null) {
      return List.of();
    }
    List<Violation> found = new ArrayList<>();
    int last = Integer.MAX_VALUE;
    for (RouteTree.Entry entry : tree.entries()) {
      if (entry.path().size() <= last && last != Integer.MAX_VALUE) {
        return found;
      }
      if (letter(entry, root)) {
        root = Letter.class;
        continue;
      }
      if (last == Integer.MAX_VALUE && replaces(entry, root)) {
        if (!ASKED_BEFORE.contains(entry.key())) {
          return found;
        }
        last = entry.path().size();
      }
      String text = entry.text();
      if (text != null && !PROSE.contains(entry.key())) {
        Matcher path = PATH.matcher(text);
        while (path.find()) {
          String written = path.group(1);
          RecordPath.fault(root, written)
              .ifPresent(why -> found.add(tree.fault(entry, "${body" + written + "} " + why)));
        }
      }
    }
    return found;
  }

  /** A policy's steps all answer the case; elsewhere a bean or a call may answer anything. */
  private static boolean replaces(RouteTree.Entry entry, Class<?> root) {
    return !root.equals(Case.class)
        && (REPLACING.contains(entry.key())
            || (!root.equals(DeadLetter.class) && entry.key().equals("bean")));
  }

  /** Where every delivery passes the step that makes a letter of it. */
  private static boolean letter(RouteTree.Entry entry, Class<?> root) {
    return root.equals(Delivery.class)
        && LocalCalls.is(entry, "letter")
        && entry.path().equals(List.of("route", "from", "steps"));
  }
}

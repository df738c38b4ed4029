package dev.caravan.wiring.routes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a file that Camel's complaint is about; Camel itself seldom says it. */
final class Whereabouts {
  private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

  /** What a complaint names, in its group, is written in the file as a key or in a value. */
  private static final List<Pattern> NAMING =
      List.of(
          Pattern.compile("registry for: ([\\w.-]+)"),
          Pattern.compile("key \\[([\\w.-]+)] not found in properties"),
          Pattern.compile("endpoint could be found for: ([\\w+-]+)"),
          Pattern.compile("Unknown parameters=\\[\\{([\\w.-]+)="),
          Pattern.compile("Method with name: (\\w+)"),
          Pattern.compile(" was: (.+)$"));

  private Whereabouts() {}

  /** The line, from 1; 0 where the complaint names nothing that is found. */
  static int line(RouteTree tree, String complaint) {
    Matcher told = LINE.matcher(complaint);
    if (told.find()) {
      return Integer.parseInt(told.group(1));
    }
    return NAMING.stream()
        .map(pattern -> pattern.matcher(complaint))
        .filter(Matcher::find)
        .flatMap(named -> at(tree, named.group(1)).stream())
        .findFirst()
        .orElse(0);
  }

  private static Optional<Integer> at(RouteTree tree, String name) {
    return tree.entries().stream()
        .filter(e -> e.key().equals(name) || String.valueOf(e.text()).contains(name))
        .map(RouteTree.Entry::line)
        .findFirst();
  }
}

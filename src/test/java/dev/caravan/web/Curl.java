package dev.caravan.web;

import dev.caravan.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A curl as a guide shows it: {@code $API} is the hub's API, {@code -H} its usual headers. */
record Curl(String method, String path, String body) {
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern CURL =
      Pattern.compile(
          "^curl -sS (?:-X (\\w+) )?\"?\\$API([^\"\\s]+)\"? -H \"\\$A\"(?: -H \"\\$J\" -d '([^']*)')?$",
          Pattern.MULTILINE);

  /** The curls of a chapter, in their order; one that cannot be read is an error. */
  static List<Curl> of(Path guide, String chapter) throws IOException {
    String text = Files.readString(guide);
    int begin = text.indexOf("\n## " + chapter + "\n");
    int end = text.indexOf("\n## ", begin + 1);
    Matcher blocks = BLOCK.matcher(text.substring(begin, end < 0 ? text.length() : end));
    List<Curl> curls = new ArrayList<>();
    while (blocks.find()) {
      long written = blocks.group(1).lines().filter(l -> l.contains("curl ")).count();
      List<Curl> read =
          CURL.matcher(blocks.group(1))
              .results()
              .map(
                  found ->
                      new Curl(
                          found.group(1) != null
                              ? found.group(1)
                              : found.group(3) == null ? "GET" : "POST",
                          "/api/v1" + found.group(2),
                          found.group(3)))
              .toList();
      if (read.size() != written) {
        throw new IllegalStateException("Some curl is written another way: " + blocks.group(1));
      }
      curls.addAll(read);
    }
    return curls;
  }

  /** Calls the hub. */
  TestHub.Answer run(TestHub hub) {
    return hub.call(method, path, body, "admin-token", Map.of());
  }
}

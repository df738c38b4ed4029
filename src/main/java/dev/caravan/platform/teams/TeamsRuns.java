package dev.caravan.platform.teams;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a card: runs of a RichTextBlock, in which no character means anything but itself
 * (Adaptive Card schema 1.5, TextRun: "Markdown is not supported"). A TextBlock's Markdown knows
 * neither code nor quotes nor a mere new line.
 */
final class TeamsRuns implements Dialect {
  private final List<Map<String, Object>> runs = new ArrayList<>();
  private final Set<Style> styles = EnumSet.noneOf(Style.class);
  private final StringBuilder words = new StringBuilder();
  private @Nullable String link;
  private int seen;
  private boolean blank = true;

  private TeamsRuns() {}

  /** A plain text. */
  static List<Map<String, Object>> plain(String text) {
    return List.of(run(text));
  }

  /**
   * The Markdown text as runs that show at most {@code limit} UTF-16 units and take at most twice
   * as many; as it was written, where nothing would be left to see or more would be seen or sent.
   */
  static List<Map<String, Object>> of(String markdown, int limit) {
    TeamsRuns told = new TeamsRuns();
    Markdown.tell(markdown, told);
    told.end(false);
    boolean fits = told.seen <= limit && !told.blank && Json.write(told.runs).length() <= 2 * limit;
    return fits ? told.runs : plain(markdown);
  }

  @Override
  public void open(Style style) {
    end(false);
    styles.add(style);
    if (style == Style.QUOTE) {
      show("> ");
    }
  }

  @Override
  public void close(Style style) {
    end(false);
    styles.remove(style);
  }

  @Override
  public void openLink(String url) {
    end(false);
    link = url;
  }

  @Override
  public void closeLink() {
    end(false);
    link = null;
  }

  @Override
  public void text(String text) {
    show(text);
    blank &= text.isBlank();
  }

  @Override
  public void code(String code) {
    end(false);
    text(code);
    end(true);
  }

  @Override
  public void codeBlock(String language, String code) {
    code(code);
  }

  @Override
  public void newline() {
    show(styles.contains(Style.QUOTE) ? "\n> " : "\n");
  }

  private void show(String text) {
    words.append(text);
    seen += text.length();
  }

  /** Ends a run, for what follows looks otherwise. */
  private void end(boolean code) {
    if (words.isEmpty()) {
      return;
    }
    Map<String, Object> run = run(words.toString());
    if (styles.contains(Style.BOLD)) {
      run.put("weight", "Bolder");
    }
    if (styles.contains(Style.ITALIC)) {
      run.put("italic", true);
    }
    if (styles.contains(Style.STRIKE)) {
      run.put("strikethrough", true);
    }
    if (code) {
      run.put("fontType", "Monospace");
    }
    if (link != null) {
      run.put("selectAction", Map.of("type", "Action.OpenUrl", "url", TeamsLink.of(link)));
    }
    runs.add(run);
    words.setLength(0);
  }

  private static Map<String, Object> run(String text) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("type", "TextRun");
    run.put("text", text);
    return run;
  }
}

package dev.caravan.platform;

import dev.caravan.message.Action;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How the actions of a content are shown: those that the platform knows, and the rest as text.
 *
 * @param widgets the actions that become buttons and selects, in their order
 * @param rest a line for each button or entry beyond, numbered from 1 throughout
 */
public record Shown(List<Action> widgets, List<String> rest) {
  public Shown {
    widgets = List.copyOf(widgets);
    rest = List.copyOf(rest);
  }

  /**
   * Gives the places to the actions in their order; one that does not fit becomes lines.
   *
   * @param places how many of a platform's places for buttons an action takes
   */
  public static Shown of(
      List<Action> actions, Capabilities.Actions most, ToIntFunction<Action> places) {
    List<Action> widgets = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    int left = most.buttons();
    for (Action action : actions) {
      int taken = places.applyAsInt(action);
      if (taken <= left && !tooMany(action, most.selectOptions())) {
        widgets.add(action);
        left -= taken;
      } else {
        lines(action, rest);
      }
    }
    return new Shown(widgets, rest);
  }

  /** The content's text with {@code more} lines and the rest below it, written in its format. */
  public String text(Content content, List<String> more) {
    List<String> below = new ArrayList<>(more);
    below.addAll(rest);
    if (below.isEmpty()) {
      return content.text();
    }
    boolean markdown = content.format() == Format.MARKDOWN;
    List<String> lines = markdown ? below.stream().map(Shown::escaped).toList() : below;
    // A hard line break, where Markdown would join the lines; a cut takes its spaces away.
    return content.text() + "\n\n" + String.join(markdown ? "  \n" : "\n", lines);
  }

  private static boolean tooMany(Action action, int most) {
    return action instanceof Action.Select select && select.options().size() > most;
  }

  private static void lines(Action action, List<String> into) {
    if (action instanceof Action.Button button) {
      String link = button.url() == null ? "" : ": " + button.url();
      into.add(number(into) + button.label() + link);
    } else if (action instanceof Action.Select select) {
      select.options().forEach(o -> into.add(number(into) + select.label() + ": " + o.label()));
    }
  }

  private static String number(List<String> into) {
    return into.size() + 1 + ". ";
  }

  /** Markdown that reads as the text itself (CommonMark 0.31 §2.4). */
  private static String escaped(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\p{Punct}])", "\\\\$1");
  }
}

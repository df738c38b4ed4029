package dev.caravan.template;

import com.samskivert.mustache.MustacheException;
import dev.caravan.message.Fault;
import dev.caravan.message.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A compiled mustache text; it can be rendered by many threads at once. */
public final class Template {
  /** As long as a message's content may be. */
  public static final int LONGEST_TEXT = 100_000;

  /** More than anybody mends at once; each of them is a rendering. */
  private static final int MOST_TOLD = 50;

  private final Escaping compiled;
  private final Tags tags;
  private final int length;
  private final List<Name> names;

  /** The text as the library has it, once for each way of escaping. */
  record Escaping(
      com.samskivert.mustache.Template plain, com.samskivert.mustache.Template markdown) {
    com.samskivert.mustache.Template as(Escape escape) {
      return escape == Escape.MARKDOWN ? markdown : plain;
    }
  }

  /** {@code length} is the text's, which says what a walk through it costs. */
  Template(Escaping compiled, Tags tags, int length) {
    this.compiled = compiled;
    this.tags = tags;
    this.length = length;
    Set<String> always = new HashSet<>(lacking(Map.of(), Integer.MAX_VALUE).keySet());
    this.names = tags.names().stream().map(n -> new Name(n, need(n, always))).toList();
  }

  private static Name.Need need(String name, Set<String> always) {
    if (Builtins.NAMES.contains(name)) {
      return Name.Need.BUILT_IN;
    }
    // Of order.id, it is order that is missing.
    boolean needed = always.contains(name) || always.contains(name.split("\\.", 2)[0]);
    return needed ? Name.Need.REQUIRED : Name.Need.OPTIONAL;
  }

  /** Every name that it asks for, in the order in which it does, built-in ones among them. */
  public List<Name> names() {
    return names;
  }

  /**
   * Its text with these variables: texts, numbers, booleans, null, lists and maps of such.
   *
   * @param variables the built-in ones among them; a key that is there with null is no missing one
   */
  public Rendering render(Map<String, ?> variables, Escape escape) {
    Page page = new Page();
    try {
      execute(variables, Map.of(), escape, page);
      return new Rendering.Text(page.toString());
    } catch (MustacheException.Context e) {
      return new Rendering.Unrendered(missing(variables));
    } catch (TooMuch e) {
      return new Rendering.Unrendered(List.of(e.fault()));
    }
  }

  /**
   * A fault for each variable, of very many the first fifty, that rendering would ask for and that
   * is neither there nor spared.
   */
  private List<Fault> missing(Map<String, ?> variables) {
    List<Fault> faults = new ArrayList<>();
    lacking(variables, MOST_TOLD)
        .forEach((name, line) -> faults.add(fault(name, line, variables.keySet())));
    return faults;
  }

  private static Fault fault(String name, int line, Collection<String> there) {
    return new Fault(
        "template_variables." + name,
        "template_variable_missing",
        "The template asks for '%s' in line %d, which is not among the variables%s.%s Give it, or write {{^%s}}…{{/%s}} into the template with what stands in for it."
            .formatted(
                name,
                line,
                there.isEmpty() ? "" : " (" + Texts.shown(String.join(", ", there)) + ")",
                Texts.nearest(name, there).map(n -> " Did you mean '" + n + "'?").orElse(""),
                name,
                name));
  }

  /**
   * What is missing, with the line that asks for it. The library stops at the first one; each is
   * therefore made up until it finds none.
   */
  private Map<String, Integer> lacking(Map<String, ?> variables, int most) {
    Map<String, Integer> lacking = new LinkedHashMap<>();
    Map<String, Object> madeUp = new LinkedHashMap<>();
    while (lacking.size() < most) {
      try {
        execute(variables, madeUp, Escape.NONE, new Page());
        return lacking;
      } catch (MustacheException.Context e) {
        if (madeUp.put(e.key, Scope.ANYTHING) != null) {
          throw e;
        }
        lacking.put(e.key, e.lineNo);
      } catch (TooMuch e) {
        return lacking;
      }
    }
    return lacking;
  }

  private void execute(
      Map<String, ?> variables, Map<String, Object> madeUp, Escape escape, Page page) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.putAll(madeUp);
    compiled.as(escape).execute(new Scope(all, tags.spared(), new Steps(length)), page);
  }
}

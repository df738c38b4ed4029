package dev.caravan.template;

import dev.caravan.message.Fault;
import dev.caravan.message.Format;
import dev.caravan.message.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the text of a draft, by whichever template it asks for. */
public final class Drafts {
  private final TemplateLibrary library;
  private final Templates templates;

  public Drafts(TemplateLibrary library, Templates templates) {
    this.library = library;
    this.templates = templates;
  }

  /**
   * The draft's text. Where it cannot be made now it cannot be later either, unless its template
   * changes: so a draft is tried before it is kept.
   *
   * @param agentName who says it
   * @param at what its dates tell, where its occasion does not say
   */
  public Drawn draw(Wording.Draft draft, String agentName, Instant at) {
    if (draft.name() != null) {
      Optional<NamedTemplate> named = library.find(draft.name());
      return named.isEmpty()
          ? undrawn(library.unknown("template_name", draft.name()))
          : draw(draft, agentName, at, named.get().body().text(), named.get());
    }
    return draw(draft, agentName, at, draft.template() == null ? "" : draft.template(), null);
  }

  private Drawn draw(
      Wording.Draft draft,
      String agentName,
      Instant at,
      String text,
      @Nullable NamedTemplate named) {
    Compilation compilation = templates.compile(text);
    if (compilation instanceof Compilation.Faulty faulty) {
      return undrawn(new Fault("template", "template_faulty", faulty.message()));
    }
    Template template = ((Compilation.Compiled) compilation).template();
    Format format = format(draft, named);
    Rendering rendering =
        template.render(variables(draft, agentName, at, named), Escape.of(format));
    if (rendering instanceof Rendering.Unrendered unrendered) {
      return new Drawn.Undrawn(unrendered.faults());
    }
    String made = ((Rendering.Text) rendering).text();
    if (made.isBlank()) {
      return undrawn(
          new Fault(
              named == null ? "template" : "template_name",
              "template_blank",
              "The template says nothing with these variables; a message needs a text."));
    }
    return new Drawn.Text(
        made,
        format,
        new Wording.Rendered(draft.name(), named == null ? 0 : named.version(), draft.asked()));
  }

  /** The names that the draft's template asks for; empty where it has none. */
  public List<Name> names(Wording.Draft draft) {
    if (draft.name() != null) {
      return library.find(draft.name()).map(named -> names(named.body())).orElse(List.of());
    }
    return draft.template() == null ? List.of() : names(draft.template(), Map.of());
  }

  /** The names that a named template asks for; none with a default is required. */
  public List<Name> names(NamedTemplate.Body body) {
    return names(body.text(), body.defaults());
  }

  private List<Name> names(String text, Map<String, Object> defaults) {
    return templates.compile(text) instanceof Compilation.Compiled compiled
        ? compiled.template().names().stream().map(n -> n.spared(defaults.keySet())).toList()
        : List.of();
  }

  private static Format format(Wording.Draft draft, @Nullable NamedTemplate named) {
    Format asked = draft.format();
    if (asked != null) {
      return asked;
    }
    return named == null ? Format.PLAIN : named.body().format();
  }

  private static Map<String, Object> variables(
      Wording.Draft draft, String agentName, Instant at, @Nullable NamedTemplate named) {
    Wording.Occasion occasion = draft.occasion();
    Instant told = occasion.at();
    Map<String, Object> all =
        new LinkedHashMap<>(
            new Builtins(told == null ? at : told, occasion.zone(), agentName, occasion.run())
                .values());
    if (named != null) {
      all.putAll(named.body().defaults());
    }
    all.putAll(draft.variables());
    return all;
  }

  private static Drawn undrawn(Fault fault) {
    return new Drawn.Undrawn(List.of(fault));
  }
}

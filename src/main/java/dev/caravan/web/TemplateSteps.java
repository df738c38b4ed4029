package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import dev.caravan.message.Wording;
import dev.caravan.template.DraftForm;
import dev.caravan.template.Drafts;
import dev.caravan.template.Drawn;
import dev.caravan.template.Name;
import dev.caravan.template.NamedTemplate;
import dev.caravan.template.TemplateLibrary;
import dev.caravan.template.Templates;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/templates}: texts with variables, by name, with all of their versions. */
public final class TemplateSteps {
  /** Stands in where a preview names no agent. */
  private static final String ANYBODY = "agent";

  private final TemplateLibrary library;
  private final Drafts drafts;
  private final TemplateForm forms;
  private final Agents agents;
  private final InstantSource clock;

  public TemplateSteps(
      TemplateLibrary library,
      Templates templates,
      Drafts drafts,
      Agents agents,
      InstantSource clock) {
    this.library = library;
    this.drafts = drafts;
    this.forms = new TemplateForm(templates);
    this.agents = agents;
    this.clock = clock;
  }

  /** Writes the next version of a name, so that templates can live in git. */
  public void put(Exchange exchange) {
    answer(
        exchange,
        request -> {
          NamedTemplate.Body body = forms.read(request.path("name"), request.body());
          TemplateLibrary.Put put =
              library.put(request.path("name"), body, request.principal().name());
          List<String> warnings = unasked(body.defaults().keySet(), drafts.names(body), "defaults");
          Map<String, Object> shown = Pages.object(shown(put.template()));
          shown.put("warnings", warnings);
          return new Answer(put.made() ? 201 : 200, shown);
        });
  }

  /** All templates, in the order of their names. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request ->
            new Pages.Named<>(DraftForm.LONGEST_NAME, library::page)
                .answer(request.query(), NamedTemplate::name, this::shown));
  }

  /** The newest version of one. */
  public void get(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = request.path("name");
          return Answer.ok(shown(library.find(name).orElseThrow(() -> unknown(name))));
        });
  }

  /** Takes a name away; its versions stay. */
  public void delete(Exchange exchange) {
    answer(
        exchange,
        request ->
            Answer.ok(shown(library.delete(request.path("name"), request.principal().name()))));
  }

  /** All versions of a name, the newest first. */
  public void versions(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = request.path("name");
          Form query = request.query();
          int limit = Pages.limit(query);
          String below = query.text("cursor", 10);
          query.done();
          List<NamedTemplate> page =
              library.versions(name, below == null ? Integer.MAX_VALUE : number(below), limit);
          if (page.isEmpty() && below == null) {
            throw unknown(name);
          }
          Object next =
              page.size() < limit ? null : String.valueOf(page.get(page.size() - 1).version());
          return Answer.ok(AnswerSteps.page(page.stream().map(this::shown).toList(), next));
        });
  }

  /** One version of a name. */
  public void version(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String name = request.path("name");
          String version = request.path("n");
          return Answer.ok(
              shown(
                  library
                      .find(name, number(version))
                      .orElseThrow(
                          () ->
                              new Refused(
                                  Refused.Kind.NOT_FOUND,
                                  "n",
                                  "template_unknown",
                                  "There is no version %s of a template '%s'; GET /api/v1/templates/{name}/versions lists them."
                                      .formatted(Texts.shown(version), Texts.shown(name))))));
        });
  }

  /** Shows what a template would say; nothing is kept or sent. */
  public void render(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          Wording.Draft draft = DraftForm.read(form, "content");
          String agent = form.text("agent_id", 255);
          if (draft == null) {
            form.need("template", DraftForm.LONGEST_TEMPLATE, "Hello {{name}}!");
          }
          form.done();
          String speaker = agent == null ? ANYBODY : speaker(agent).name();
          return Answer.ok(rendered(java.util.Objects.requireNonNull(draft), speaker));
        });
  }

  private RenderingJson rendered(Wording.Draft draft, String speaker) {
    Drawn drawn = drafts.draw(draft, speaker, clock.instant());
    if (drawn instanceof Drawn.Undrawn undrawn) {
      throw new Refused(Refused.Kind.INVALID, undrawn.faults());
    }
    Drawn.Text made = (Drawn.Text) drawn;
    List<Name> names = drafts.names(draft);
    boolean named = made.from().name() != null;
    return new RenderingJson(
        made.text(),
        made.format().word(),
        made.from().name(),
        named ? made.from().version() : null,
        names.stream().map(TemplateJson.VariableJson::of).toList(),
        unasked(draft.variables().keySet(), names, "template_variables"));
  }

  /** What was given and is not asked for, which may be a misspelt name. */
  private static List<String> unasked(Collection<String> given, List<Name> names, String field) {
    List<String> asked = names.stream().map(n -> n.name().split("\\.", 2)[0]).toList();
    List<String> warnings = new ArrayList<>();
    for (String name : given) {
      if (!asked.contains(name)) {
        warnings.add(
            "'%s' has '%s', which the template does not ask for.%s"
                .formatted(
                    field,
                    Texts.shown(name),
                    Texts.nearest(name, asked).map(n -> " Did you mean '" + n + "'?").orElse("")));
      }
    }
    return warnings;
  }

  private Agent speaker(String agent) {
    return agents.find(agent).filter(Agent::live).orElseThrow(() -> agents.unknown(agent));
  }

  private TemplateJson shown(NamedTemplate template) {
    return TemplateJson.of(template, drafts);
  }

  private Refused unknown(String name) {
    return new Refused(Refused.Kind.NOT_FOUND, List.of(library.unknown("name", name)));
  }

  /** A version's number; 0, which none has, for what is no number. */
  private static int number(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
  }
}

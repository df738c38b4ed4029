package dev.caravan.web;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.governance.ContentForm;
import dev.caravan.governance.SubmissionForm;
import dev.caravan.message.Action;
import dev.caravan.message.Address;
import dev.caravan.message.Form;
import dev.caravan.message.Priority;
import dev.caravan.message.Wording;
import dev.caravan.schedule.Schedule;
import dev.caravan.template.DraftForm;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a schedule says: whose words, to whom, from which template. */
final class SaidForm {
  /** The fields that it reads. */
  static final List<String> FIELDS =
      List.of(
          "agent_id",
          "platform",
          "connection",
          "recipient_id",
          "thread_id",
          "contact",
          "template",
          "template_name",
          "template_variables",
          "format",
          "actions",
          "priority",
          "name");

  private static final int LONGEST_ID = 255;

  private final Agents agents;

  SaidForm(Agents agents) {
    this.agents = agents;
  }

  /**
   * What is said; throws with every fault of these fields.
   *
   * @param key the name in the path; null where the body may give one
   */
  Schedule.Said read(Map<?, ?> body, @Nullable String key) {
    Map<Object, Object> own = new LinkedHashMap<>();
    FIELDS.stream().filter(body::containsKey).forEach(f -> own.put(f, body.get(f)));
    Form form = new Form(own);
    String agent = form.need("agent_id", LONGEST_ID, "autonomous");
    Optional<Agent> speaker = agents.find(agent).filter(Agent::live);
    if (speaker.isEmpty() && !agent.isEmpty()) {
      agents.unknown(agent).faults().forEach(f -> form.fault(f.field(), f.code(), f.message()));
    }
    Address to = SubmissionForm.address(form);
    Wording.Draft wording = DraftForm.read(form, "content");
    if (wording == null) {
      form.fault(
          "template",
          "required",
          "'template' or 'template_name' is required, for example \"Good morning, it is {{date}}.\"");
    }
    List<Action> actions = ContentForm.actions(form);
    Priority priority = form.word("priority", Priority.class, Priority.NORMAL);
    String name = name(form, key);
    form.done();
    Wording.Draft draft =
        wording == null
            ? new Wording.Draft(
                null, "", Map.of(), null, new Wording.Occasion(ZoneOffset.UTC, null, 1))
            : wording;
    return new Schedule.Said(
        name,
        speaker.map(a -> new Schedule.Speaker(a.id(), a.name())).orElseThrow(),
        to,
        draft,
        actions,
        priority);
  }

  private static @Nullable String name(Form form, @Nullable String key) {
    String written = form.text("name", AgentForm.LONGEST_NAME);
    if (key != null && written != null && !written.equals(key)) {
      form.fault(
          "name",
          "contradiction",
          "'name' is '%s', but the path says '%s'; leave it out.".formatted(written, key));
    }
    String name = key == null ? written : key;
    if (name != null) {
      AgentForm.checkName(form, "name", name);
    }
    return name;
  }
}

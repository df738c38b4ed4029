package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.schedule.Changes;
import dev.caravan.schedule.Schedule;
import dev.caravan.schedule.Schedules;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/messaging/schedule}: what is said at times. */
public final class ScheduleSteps {
  static final int MOST = 1_000;
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private final Agents agents;
  private final Schedules schedules;
  private final Changes changes;
  private final ScheduleForm forms;

  public ScheduleSteps(Agents agents, Schedules schedules, Changes changes, InstantSource clock) {
    this.agents = agents;
    this.schedules = schedules;
    this.changes = changes;
    this.forms = new ScheduleForm(agents, schedules, clock);
  }

  /** Makes a schedule. */
  public void create(Exchange exchange) {
    answer(
        exchange,
        request ->
            told(
                schedules.create(
                    forms.read(request.principal(), request.body(), null),
                    request.principal().name()),
                request));
  }

  /** Makes many, each answered in its place; what can be kept is kept together. */
  public void createMany(Exchange exchange) {
    answer(exchange, this::createdMany);
  }

  private Answer createdMany(Request request) {
    Form form = request.form();
    List<?> asked = form.any("schedules", MOST);
    if (asked.isEmpty() && !form.faulty()) {
      form.fault(
          "schedules", "required", "'schedules' is required, a list of what POST /create takes.");
    }
    form.done();
    List<Map<String, Object>> items = new ArrayList<>(Collections.nCopies(asked.size(), Map.of()));
    List<Schedules.Wish> wishes = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      try {
        wishes.add(forms.read(request.principal(), object(asked.get(i)), null));
        places.add(i);
      } catch (Refused refused) {
        items.set(i, BatchSteps.failed(i, refused, request));
      }
    }
    List<Schedules.Answer> answers = schedules.create(wishes, request.principal().name());
    Map<UUID, List<Instant>> next = schedules.next(kept(answers));
    for (int i = 0; i < answers.size(); i++) {
      items.set(places.get(i), item(places.get(i), answers.get(i), next, request));
    }
    return Answer.ok(BatchSteps.shown(items));
  }

  private static Map<?, ?> object(@Nullable Object asked) {
    if (asked instanceof Map<?, ?> map) {
      return map;
    }
    throw new Refused(
        Refused.Kind.INVALID, "", "type", "A schedule is an object, as POST /create takes it.");
  }

  private static List<Schedule> kept(List<Schedules.Answer> answers) {
    return answers.stream()
        .filter(a -> a instanceof Schedules.Answer.Kept)
        .map(a -> ((Schedules.Answer.Kept) a).schedule())
        .toList();
  }

  private static Map<String, Object> item(
      int place, Schedules.Answer answer, Map<UUID, List<Instant>> next, Request request) {
    if (answer instanceof Schedules.Answer.Failed failed) {
      return BatchSteps.failed(place, failed.why(), request);
    }
    if (answer instanceof Schedules.Answer.Kept kept) {
      List<Instant> own = next.getOrDefault(kept.schedule().id(), List.of());
      return BatchSteps.item(
          place, 201, "body", warned(ScheduleJson.of(kept.schedule(), own), kept.warnings()));
    }
    Answer denied =
        SubmissionSteps.denied(((Schedules.Answer.Denied) answer).denied(), request.id());
    return BatchSteps.item(place, denied.status(), "problem", denied.body());
  }

  /** Writes one anew. */
  public void put(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Schedule old = own(request);
          return told(
              changes.put(
                  old.id(),
                  forms.read(request.principal(), request.body(), null),
                  version(request),
                  request.principal().name()),
              request);
        });
  }

  /** Makes the schedule of a name or writes it anew, so that schedules can live in git. */
  public void putByKey(Exchange exchange) {
    answer(
        exchange,
        request -> {
          String key = request.path("key");
          changes.named(key).ifPresent(there -> mine(there, request, key));
          return told(
              changes.putByName(
                  key,
                  forms.read(request.principal(), request.body(), key),
                  version(request),
                  request.principal().name()),
              request);
        });
  }

  /** Keeps one from firing. */
  public void pause(Exchange exchange) {
    answer(
        exchange, request -> shown(changes.pause(own(request).id(), request.principal().name())));
  }

  /** Lets one fire again. */
  public void resume(Exchange exchange) {
    answer(
        exchange, request -> shown(changes.resume(own(request).id(), request.principal().name())));
  }

  /** Takes one away. */
  public void delete(Exchange exchange) {
    answer(
        exchange,
        request ->
            Answer.ok(
                ScheduleJson.of(
                    changes.delete(own(request).id(), request.principal().name()), List.of())));
  }

  /** One schedule. */
  public void get(Exchange exchange) {
    answer(exchange, request -> shown(own(request)));
  }

  /** The schedules, in the order in which they were made. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          String standing = query.text("status", 16);
          String type = query.text("schedule_type", 16);
          Schedules.Filter filter =
              new Schedules.Filter(
                  agent(agents, request, query),
                  standing == null
                      ? null
                      : query.word("status", Schedule.Standing.class, Schedule.Standing.ACTIVE),
                  type == null
                      ? null
                      : query.word("schedule_type", Schedule.Type.class, Schedule.Type.RECURRING),
                  query.text("calendar", AgentForm.LONGEST_NAME),
                  Pages.cursor(query),
                  Pages.limit(query));
          query.done();
          List<Schedule> page = schedules.page(filter);
          Map<UUID, List<Instant>> next = schedules.next(page);
          Object cursor =
              page.size() < filter.limit() ? null : page.get(page.size() - 1).id().toString();
          return Answer.ok(
              AnswerSteps.page(
                  page.stream()
                      .map(s -> ScheduleJson.of(s, next.getOrDefault(s.id(), List.of())))
                      .toList(),
                  cursor));
        });
  }

  /** Whose are asked for; an agent's key asks for its agent's own alone. */
  static @Nullable UUID agent(Agents agents, Request request, Form query) {
    String agent = query.text("agent_id", 255);
    if (agent == null) {
      return request.principal().agentId();
    }
    SubmissionSteps.standsFor(agents, request.principal(), agent);
    return agents.find(agent).orElseThrow(() -> agents.unknown(agent)).id();
  }

  private Schedule own(Request request) {
    return own(schedules, request);
  }

  /** The schedule that the path names; another agent's is none to an agent's key. */
  static Schedule own(Schedules schedules, Request request) {
    UUID id = request.pathId();
    Schedule schedule = schedules.need(id);
    UUID agent = request.principal().agentId();
    if (agent != null && !schedule.said().agent().id().equals(agent)) {
      throw Schedules.unknown(id);
    }
    return schedule;
  }

  private static void mine(Schedule there, Request request, String key) {
    UUID agent = request.principal().agentId();
    if (agent != null && !there.said().agent().id().equals(agent)) {
      throw new Refused(
          Refused.Kind.FORBIDDEN,
          "name",
          "not_itself",
          "The schedule '" + key + "' is another agent's; choose another name.");
    }
  }

  private static @Nullable Long version(Request request) {
    String asked = request.header("If-Match");
    if (asked == null || asked.strip().equals("*")) {
      return null;
    }
    Matcher version = VERSION.matcher(asked.strip());
    if (!version.matches()) {
      throw new Refused(
          Refused.Kind.INVALID,
          "If-Match",
          "form",
          "'If-Match' is '"
              + dev.caravan.message.Texts.shown(asked)
              + "'; write the ETag of the answer that was read, for example \"3\".");
    }
    return Long.valueOf(version.group(1));
  }

  private Answer told(Schedules.Answer answer, Request request) {
    if (answer instanceof Schedules.Answer.Denied denied) {
      return SubmissionSteps.denied(denied.denied(), request.id());
    }
    if (answer instanceof Schedules.Answer.Failed failed) {
      throw failed.why();
    }
    Schedules.Answer.Kept kept = (Schedules.Answer.Kept) answer;
    Answer shown = shown(kept.schedule());
    return new Answer(
        kept.made() ? 201 : 200,
        warned((ScheduleJson) shown.body(), kept.warnings()),
        shown.headers());
  }

  private Answer shown(Schedule schedule) {
    List<Instant> next = schedules.next(List.of(schedule)).getOrDefault(schedule.id(), List.of());
    return new Answer(
        200,
        ScheduleJson.of(schedule, next),
        Map.of("ETag", "\"" + schedule.life().version() + "\""));
  }

  private static Object warned(ScheduleJson schedule, List<String> warnings) {
    Map<String, Object> body = new LinkedHashMap<>(Pages.object(schedule));
    body.put("warnings", warnings);
    return body;
  }
}

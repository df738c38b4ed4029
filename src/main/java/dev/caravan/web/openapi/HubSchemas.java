package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.any;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.number;
import static dev.caravan.web.openapi.Schema.oneOf;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.web.AuditJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queues, the trail, settings, routes and events. */
final class HubSchemas {
  private HubSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Queue", queue());
    schemas.put("Limit", limit());
    schemas.put("Calls", calls());
    schemas.put("Flow", flow());
    schemas.put("QueuePage", SharedSchemas.page("Queue"));
    schemas.put("AuditEvent", trail());
    schemas.put("AuditPage", SharedSchemas.page("AuditEvent"));
    schemas.put("Setting", setting());
    schemas.put("SettingPage", SharedSchemas.page("Setting"));
    schemas.put("Route", any().about("One running route: its id, its file and how it stands."));
    schemas.put("RoutePage", SharedSchemas.page("Route"));
    schemas.put("Event", event());
    return schemas;
  }

  private static Schema queue() {
    return Schema.object(
        need("connection", text().example("slack"), "Which."),
        need("depth", whole(), "How many wait to go now."),
        need("in_flight", whole(), "How many are being sent."),
        need("oldest_age_seconds", whole().nullable(), "How long the oldest has waited."),
        need("rate_per_second", number().example(7.5), "Sent a second, over the last ten."),
        need("limits", list(ref("Limit")), "What it keeps to."),
        need("closed_until", past().nullable(), "Until when the platform asked for silence."),
        need("paused_by", text().nullable(), "Who paused it."),
        need("paused_why", text().nullable(), "Why."),
        need("owner_node", text().nullable().example("hub-1"), "Which node sends for it."),
        need("epoch", whole().nullable().example(1), "How often it was taken over."),
        need("flow", ref("Flow").nullable(), "How it is throttled; null: another node knows."));
  }

  private static Schema flow() {
    return Schema.object(
        need("breaker", words(List.of("closed", "open", "half_open")), "Open: messages wait."),
        need("breaker_until", past().nullable(), "When one message probes the platform next."),
        need("concurrency", whole().example(8), "Calls at once now; 0: another node knows."),
        need("concurrency_range", ref("Calls"), "What that moves between."),
        need("factor", number().example(1.0), "The share of its usual pace."));
  }

  private static Schema calls() {
    return Schema.object(
        need("start", whole().example(8), "It begins with so many calls at once."),
        need("min", whole().example(2), "Never fewer."),
        need("max", whole().example(16), "Never more."));
  }

  private static Schema limit() {
    return Schema.object(
        need("scope", words(List.of("connection", "recipient")), "Whom it binds."),
        need("count", whole().example(1), "So many …"),
        need("per_seconds", number().example(1.0), "… in any window of this length."),
        need("burst", whole().example(1), "At once."));
  }

  private static Schema trail() {
    return RecordSchema.of(
        AuditJson.class,
        note("id", "Grows; also the event's id in the stream.", 42),
        need("at", past(), "When."),
        note("subject", "What it was done to.", "message:" + SharedSchemas.ID),
        note("verb", "What was done.", "message.approved"),
        note("actor", "Who did it.", "admin"),
        note("reason", "Why, where there is a reason."),
        note("correlation_id", "Of the message."),
        note("content_hash", "A salted SHA-256 of what was said."),
        note("detail", "More, by verb."));
  }

  private static Schema setting() {
    return Schema.object(
        need("key", text().example("caravan.approvals.ttl"), "Its name."),
        need("value", text().nullable().example("24h"), "What is in force; null: none."),
        need("source", text().example("default"), "Where that comes from."),
        need("usual", text().nullable().example("24h"), "Its default; null: none."));
  }

  private static Schema event() {
    return Schema.object(
        need("specversion", words(List.of("1.0")), "CloudEvents'."),
        need("id", text().example("42"), "Goes into `Last-Event-ID`."),
        need("source", text().example("/caravan"), "This hub."),
        need("type", text().example("dev.caravan.message.approved.v1"), "What happened."),
        need("subject", text().example("message:" + SharedSchemas.ID), "To what."),
        need("time", past(), "When."),
        need("datacontenttype", words(List.of("application/json")), "What `data` is."),
        need("data", oneOf(ref("Message"), ref("AuditEvent")), "What it is about, as it stands."));
  }
}

package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Schema.any;
import static dev.caravan.web.openapi.Schema.instant;
import static dev.caravan.web.openapi.Schema.text;

import java.util.List;

/** What the hub says of itself. */
final class HubOperations {
  private static final String EVENT =
      "id: 42\nevent: dev.caravan.message.approved.v1\ndata: {\"specversion\":\"1.0\", …}\n\n";

  static final Tag TAG =
      new Tag(
          "Hub",
          "What the hub says of itself.",
          HubSchemas.all(),
          List.of(
              Operation.of("queues", "Depth, pace, limits, pauses and owner of every connection.")
                  .whole()
                  .answer(200, "All of them.", "QueuePage"),
              Operation.of(
                      "audit",
                      "The append-only trail: ids, verbs, reasons and hashes, never content.")
                  .query(
                      may("subject", text(300).example("agent:" + SharedSchemas.ID), "Of this."),
                      may("actor", text(300), "By this one."),
                      may("verb", text(64).example("agent.created"), "Only this verb."),
                      may("from", instant(), "Only then or later."),
                      may("to", instant(), "Only before."))
                  .query(SharedSchemas.paging(text(20)))
                  .answer(200, "A page of it.", "AuditPage"),
              Operation.of("config", "Every setting with its source; secrets are masked.")
                  .whole()
                  .answer(200, "All of them.", "SettingPage"),
              Operation.of("routes", "Which routes run, and from which file.")
                  .whole()
                  .answer(200, "All of them.", "RoutePage"),
              Operation.of(
                      "events",
                      "Server-sent events, each a CloudEvents 1.0 object of the schema Event; its data is a Message or an AuditEvent. A comment comes every 15 s while nothing happens.")
                  .at("GET", "/api/v1/events", "What happens, live")
                  .header(
                      "Last-Event-ID",
                      text(20).with("pattern", "^[0-9]+$"),
                      "Resume after this event; left out: from now on.")
                  .answer(200, "The stream.", "text/event-stream", text().example(EVENT))
                  .refuses(422, "`Last-Event-ID` is no event's id."),
              Operation.of("openapi", "This document.")
                  .at("GET", OpenApi.PATH, "The API's description")
                  .answer(200, "OpenAPI 3.0.", "application/json", any())));

  private HubOperations() {}
}

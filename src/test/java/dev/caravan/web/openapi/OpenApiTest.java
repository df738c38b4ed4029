package dev.caravan.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import dev.caravan.web.openapi.Document.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document is whole, describes everything, and its examples obey its own schemas. */
class OpenApiTest {
  private static final Pattern VERB_ID =
      Pattern.compile("^ {6}(?:- |  )id: ([a-z-]+)$", Pattern.MULTILINE);

  private static TestHub hub;
  private static Document document;

  @BeforeAll
  static void start() {
    hub = TestHub.unlimited();
    document = Document.of(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> lost = new ArrayList<>();
    for (JsonNode ref : document.root.findValues("$ref")) {
      if (document.root.at(ref.asText().substring(1)).isMissingNode()) {
        lost.add(ref.asText());
      }
    }
    assertThat(lost).isEmpty();
    assertThat(document.root.path("openapi").asText()).isEqualTo("3.0.3");
  }

  @Test
  void everySchemaIsUsed() {
    Set<String> used = new TreeSet<>();
    document.root.findValues("$ref").forEach(ref -> used.add(ref.asText()));
    // The stream's lines are text; its description names the schema of what they carry.
    used.add("#/components/schemas/Event");
    document
        .root
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
  }

  @Test
  void everyOperationSaysWhatItIs() {
    Set<String> ids = new TreeSet<>();
    for (Described operation : document.operations()) {
      assertThat(ids.add(operation.id())).as(operation.id() + " is its only name").isTrue();
      assertThat(operation.words().at("/tags/0").asText())
          .as(operation.named() + " is in a table of operations")
          .isNotEqualTo(Paths.SITE)
          .isNotEmpty();
      for (String said : List.of("summary", "description")) {
        assertThat(operation.words().path(said).asText()).as(operation.named()).isNotBlank();
      }
      List<String> statuses = new ArrayList<>();
      operation.words().path("responses").fieldNames().forEachRemaining(statuses::add);
      assertThat(statuses).as(operation.named()).anyMatch(s -> s.startsWith("2"));
      assertThat(statuses.contains("401")).as(operation.named()).isNotEqualTo(operation.open());
    }
  }

  @Test
  void everyPlaceInAPathIsAParameter() {
    for (Described operation : document.operations()) {
      Set<String> described = new TreeSet<>();
      for (JsonNode parameter : operation.words().path("parameters")) {
        assertThat(parameter.path("description").asText()).as(operation.named()).isNotBlank();
        if (parameter.path("in").asText().equals("path")) {
          described.add("{" + parameter.path("name").asText() + "}");
        }
      }
      Set<String> there = new TreeSet<>();
      Pattern.compile("\\{[^}]+}")
          .matcher(operation.path())
          .results()
          .forEach(m -> there.add(m.group()));
      assertThat(described).as(operation.named()).isEqualTo(there);
    }
  }

  @Test
  void everyFieldSaysWhatItIs() {
    document
        .root
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        field ->
                            assertThat(field.getValue().path("description").asText())
                                .as(schema.getKey() + "." + field.getKey())
                                .isNotBlank()));
  }

  @Test
  void everyExampleObeysItsSchema() {
    for (JsonNode holder : document.root.findParents("example")) {
      JsonNode schema = holder.has("schema") ? holder.get("schema") : holder;
      assertThat(document.faults(schema, holder.get("example"))).as(holder.toString()).isEmpty();
    }
  }

  @Test
  void everyAnswerInJsonHasAnExample() {
    for (Described operation : document.operations()) {
      operation
          .words()
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status ->
                  document
                      .response(operation, Integer.parseInt(status))
                      .path("content")
                      .forEach(
                          content ->
                              assertThat(content.has("example"))
                                  .as(operation.named() + " " + status)
                                  .isTrue()));
    }
  }

  @Test
  void whatWaitsForAHumanIsShownWaiting() {
    for (String id : List.of("send", "schedule", "replay-dead-letter")) {
      JsonNode example = example(id, 202);
      assertThat(example.path("status").asText()).as(id).isEqualTo("pending");
      assertThat(example.path("waiting_for").asText()).as(id).isEqualTo("approval");
      assertThat(example.at("/decision/verdict").asText()).as(id).isEqualTo("hold");
    }
    assertThat(example("queue", 200).at("/items/0/status").asText()).isEqualTo("pending");
    assertThat(example("send", 201).path("status").asText()).isEqualTo("approved");
  }

  @Test
  void decisionsAreShownAsTheHubMakesThem() {
    for (String agent : List.of("autonomous", "intern")) {
      TestHub.Answer said = hub.send(agent, "C0SHOWN", "Hello");
      JsonNode real = Json.mapper().valueToTree(said.body().get("decision"));
      JsonNode shown = example("send", said.status()).path("decision");
      for (String same : List.of("verdict", "reason", "sentence", "monitored", "policy", "rules")) {
        assertThat(shown.path(same)).as(agent + " " + same).isEqualTo(real.path(same));
      }
    }
  }

  private static JsonNode example(String id, int status) {
    return document
        .response(document.operation(id), status)
        .path("content")
        .path("application/json")
        .path("example");
  }

  @Test
  void everyListSaysThatItRefusesParameters() {
    for (Described operation : document.operations()) {
      if (operation.method().equals("GET")
          && operation.words().findValuesAsText("$ref").stream()
              .anyMatch(r -> r.endsWith("Page"))) {
        assertThat(operation.words().path("responses").has("422")).as(operation.named()).isTrue();
      }
    }
  }

  @Test
  void everyRestRouteIsDescribedAndNothingElse() throws IOException {
    Set<String> routes =
        new TreeSet<>(
            Set.of(
                "events",
                "openapi",
                "sandbox-messages",
                "sandbox-clear-messages",
                "sandbox-faults",
                "sandbox-set-fault",
                "sandbox-clear-faults"));
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/routes/api"))) {
      for (Path file : files.toList()) {
        String yaml = Files.readString(file);
        if (yaml.startsWith("- rest:")) {
          VERB_ID.matcher(yaml).results().forEach(m -> routes.add(m.group(1)));
        }
      }
    }
    assertThat(document.operations().stream().map(Described::id))
        .containsExactlyInAnyOrderElementsOf(routes);
    Tags.ALL.forEach(tag -> tag.operations().forEach(o -> assertThat(routes).contains(o.id)));
  }

  @Test
  void theServersAreTheReadersOwnAddressAndTheConfiguredOne() {
    assertThat(document.root.path("servers").findValuesAsText("url"))
        .containsExactly("/", "http://127.0.0.1:" + hub.port);
  }
}

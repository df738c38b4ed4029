package dev.caravan.routes;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an engineer does to the route files of a hub, and what the hub says of it. */
record Site(Path home, int managementPort, TestHub hub) {

  static Site of(TestHub hub) {
    return new Site(hub.home, hub.managementPort, hub);
  }

  /** The text of a built-in file. */
  static String builtIn(String name) {
    try (var in = Site.class.getResourceAsStream("/routes/" + name + ".camel.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The built-in policy with a step of the site's at its end. */
  static String policyWith(String step) {
    return builtIn("flow/govern") + step.indent(8);
  }

  void write(String name, String text) {
    Path file = home.resolve("routes").resolve(name + ".camel.yaml");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String name) {
    try {
      Files.delete(home.resolve("routes").resolve(name + ".camel.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What GET /api/v1/routes says of a file; empty where it says nothing. */
  Map<String, Object> route(String name) {
    return hub.get("/api/v1/routes").items().stream()
        .filter(item -> (name + ".camel.yaml").equals(item.get("file")))
        .findFirst()
        .orElse(Map.of());
  }

  String error(String name) {
    return String.valueOf(route(name).get("last_error"));
  }

  /** Waits until the site's file of this name, as it is now, is in force. */
  void inForce(String name, String text) {
    Path copy = home.resolve("routes-good").resolve(name + ".camel.yaml");
    TestHub.until(
        name + " is in force",
        () ->
            text.equals(textOf(copy))
                && "site".equals(route(name).get("source"))
                && "in_force".equals(route(name).get("status")));
  }

  private static String textOf(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The readiness answer of the management port, without its escapes. */
  String health() {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:" + managementPort + "/observe/health/ready"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().replace("\\", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  List<Map<String, Object>> policyChanges() {
    return hub.get("/api/v1/audit?verb=policy.changed").items();
  }

  static String json(Map<String, ?> body) {
    return Json.write(body);
  }
}

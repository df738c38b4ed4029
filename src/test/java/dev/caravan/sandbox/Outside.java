package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A far side in this process, called over real HTTP. */
final class Outside implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final FarSide farSide;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Outside(Settings settings) {
    farSide = FarSide.start(0, InstantSource.fixed(NOW), settings);
  }

  Outside() {
    this(Settings.usual());
  }

  /** One answer: its status, its headers and its JSON. */
  record Reply(int status, HttpResponse<String> whole, JsonNode json) {
    String header(String name) {
      return whole.headers().firstValue(name).orElse("");
    }
  }

  Reply slack(String method, String json) throws IOException, InterruptedException {
    return send(
        to("/sandbox/slack/api/" + method)
            .header("Authorization", "Bearer " + Tokens.SLACK)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(json)));
  }

  Reply telegram(String method, String json) throws IOException, InterruptedException {
    return send(
        to("/sandbox/telegram/bot" + Tokens.TELEGRAM + "/" + method)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Posts to the incoming webhook at this path; its answer is no JSON. */
  HttpResponse<String> webhook(String path, String json) throws IOException, InterruptedException {
    return client.send(
        to("/sandbox/slack/" + path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  /** With a token that the sandbox itself gave out. */
  Reply teams(String method, String path, String json) throws IOException, InterruptedException {
    return send(
        to("/sandbox/teams/v3/conversations/" + path)
            .header("Authorization", "Bearer " + teamsToken())
            .header("Content-Type", "application/json; charset=utf-8")
            .method(method, BodyPublishers.ofString(json)));
  }

  String teamsToken() throws IOException, InterruptedException {
    return teamsSignIn(
            "grant_type=client_credentials&client_id="
                + Tokens.TEAMS_APP
                + "&client_secret="
                + Tokens.TEAMS_PASSWORD
                + "&scope=https%3A%2F%2Fapi.botframework.com%2F.default")
        .json()
        .path("access_token")
        .asText();
  }

  Reply teamsSignIn(String form) throws IOException, InterruptedException {
    return send(
        to("/sandbox/teams/oauth2/v2.0/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  Reply discord(String method, String path, String json) throws IOException, InterruptedException {
    return send(
        to("/sandbox/discord/api/v10/" + path)
            .header("Authorization", "Bot " + Tokens.DISCORD)
            .header("User-Agent", "DiscordBot (https://example.org, 1)")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  Reply api(String method, String path, String json) throws IOException, InterruptedException {
    return send(to("/sandbox/api/" + path).method(method, BodyPublishers.ofString(json)));
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send(to("/sandbox/api/" + path).GET());
  }

  HttpRequest.Builder to(String path) {
    // Long enough for a busy machine; a test that wants a timeout sets its own.
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + farSide.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer, Json.mapper().readTree(answer.body()));
  }

  /** The status alone, where the answer is no JSON. */
  int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    farSide.close();
  }
}

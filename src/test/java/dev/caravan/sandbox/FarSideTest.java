package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FarSideTest {

  @Test
  void aProcessOfItsOwnSaysWhereItListens() throws Exception {
    Process process = started("0");
    try (BufferedReader out = process.inputReader()) {
      String said = out.lines().filter(l -> l.startsWith("listening on ")).findFirst().orElse("");

      String port = said.substring("listening on ".length());
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + port + "/sandbox/api/messages"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("{\"items\":[],\"next\":null,\"count\":0}");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void withoutAPortItSaysWhatItNeeds() throws Exception {
    Process process = started("http");
    try (BufferedReader errors = process.errorReader()) {
      assertThat(errors.readLine()).contains("for example: FarSide 9090");
      assertThat(process.waitFor()).isEqualTo(2);
    }
  }

  private static Process started(String argument) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FarSide.class.getName(),
            argument)
        .start();
  }
}

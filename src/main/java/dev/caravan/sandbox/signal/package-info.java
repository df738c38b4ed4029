/** Signal pretended: signal-cli-rest-api with one account, its styled text and its errors. */
@NullMarked
package dev.caravan.sandbox.signal;

import org.jspecify.annotations.NullMarked;

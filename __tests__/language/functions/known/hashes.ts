import { REFUSED, type KnownCall } from "../known-calls";

/** What hashes come to in Terraform 1.11. */
export const HASHES: readonly KnownCall[] = [
  ["md5", ["hello world"], "5eb63bbbe01eeed093cb22bb8f5acdc3"],
  ["md5", [""], "d41d8cd98f00b204e9800998ecf8427e"],
  ["md5", ["e\u0301"], "66ddcd97cfdeabb2f6fb8a999b4bc76f"],
  ["sha1", ["hello world"], "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"],
  ["sha256", ["hello world"], "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"],
  [
    "sha512",
    ["hello world"],
    "309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f",
  ],
  ["base64sha256", ["hello world"], "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="],
  ["base64sha512", ["😀"], "mxzotmSeZ44ct7yoWv6q51Ct1c+wZo0l67pefwA48ba9zEus2QkEnnUr4qOjwBWMDyu1oz2BAbLtXXSmbs4kJQ=="],
  ["sha1", [5], "ac3478d69a3c81fa62e60f5c3696165a4e5e6ac4"],
  ["sha1", [null], REFUSED],
  ["uuidv5", ["dns", "www.terraform.io"], "a5008fae-b28c-5ba5-96cd-82b4c53552d6"],
  ["uuidv5", ["url", "https://www.terraform.io/"], "9db6f67c-dd95-5ea0-aa5b-e70e5c5f7cf5"],
  ["uuidv5", ["oid", "1.3.6.1.4"], "af9d40a5-7a36-5c07-b23a-851cd99fbfa5"],
  ["uuidv5", ["x500", "CN=Example,C=GB"], "84e09961-4aa4-57f8-95b7-03edb1073253"],
  ["uuidv5", ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.terraform.io"], "a5008fae-b28c-5ba5-96cd-82b4c53552d6"],
  ["uuidv5", ["{6BA7B810-9dad-11d1-80b4-00c04fd430c8}", "x"], "05b16a01-46c6-56dd-bd6e-c6dfb4a1427a"],
  ["uuidv5", ["URN:UUID:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x"], "05b16a01-46c6-56dd-bd6e-c6dfb4a1427a"],
  ["uuidv5", ["6ba7b8109dad11d180b400c04fd430c8", "x"], "05b16a01-46c6-56dd-bd6e-c6dfb4a1427a"],
  ["uuidv5", ["(6ba7b810-9dad-11d1-80b4-00c04fd430c8]", "é"], "ebfe0af8-3997-5ade-b634-ba92cf69f557"],
  ["uuidv5", ["DNS", "x"], REFUSED],
  ["uuidv5", ["", "x"], REFUSED],
  ["uuidv5", ["6ba7b810-9dad-11d1-80b4-00c04fd430cg", "x"], REFUSED],
];

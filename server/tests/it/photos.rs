//! Photos: up, claimed by an idea, and seen by those who may.

use app::api::{Idea, NewIdea, PhotoUploaded, WaitingKind};
use axum::body::Body;
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use serde_json::json;

use crate::harness::{Answer, Citizen, World, new_idea};

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let pixels = vec![90; (width * height * 3) as usize];
    PngEncoder::new(&mut out).write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
    out
}

async fn send(citizen: &mut Citizen, field: &str, file: &[u8]) -> Answer {
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"a.exe\"\r\n\
         content-type: text/html\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let kind = "multipart/form-data; boundary=x";
    citizen.ask("POST", "/api/photos", Some((kind, Body::from(body)))).await
}

/// Uploads a photo of 800 by 600.
pub(crate) async fn upload(citizen: &mut Citizen) -> PhotoUploaded {
    send(citizen, "photo", &png(800, 600)).await.expect(201).json()
}

both! {
    async fn a_photo_belongs_to_one_idea(world: World) {
        let mut anna = world.citizen();
        let uploaded = upload(&mut anna).await;
        assert_eq!((uploaded.photo.width, uploaded.photo.height), (800, 600));
        let with = NewIdea { photos: vec![uploaded.claim.clone()], ..new_idea("Ein Brunnen") };
        let id = anna.post_idea(&with).await.id;
        let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
        assert_eq!(idea.photos, std::slice::from_ref(&uploaded.photo));
        assert_eq!(idea.card.photo, Some(uploaded.photo));
        // A claim is good once, also twice in the same idea.
        let again = anna.post("/api/ideas", &json!(with)).await.problem(422);
        assert!(again["fields"]["photos"].is_array());
        let other = upload(&mut anna).await.claim;
        let twice = NewIdea { photos: vec![other.clone(), other], ..new_idea("Ein Teich") };
        anna.post("/api/ideas", &json!(twice)).await.problem(422);
        assert_eq!(world.number("SELECT COUNT(*) FROM ideas").await, 1);
        // And only for a day.
        let late = upload(&mut anna).await.claim;
        world.sql("UPDATE photos SET created_at = created_at - 86400001 WHERE idea_id IS NULL").await;
        let late = NewIdea { photos: vec![late], ..new_idea("Ein See im Park") };
        anna.post("/api/ideas", &json!(late)).await.problem(422);
    }
}

both! {
    async fn who_sees_a_photo(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let uploaded = upload(&mut anna).await;
        let (small, large) = (uploaded.photo.small_url(), uploaded.photo.large_url());
        let mut ben = world.citizen();
        let waiting = ben.get(&small).await.expect(200);
        assert!(waiting.header("cache-control").starts_with("private"));
        let made = NewIdea { photos: vec![uploaded.claim], lab: "soest".into(), ..new_idea("Eine Bank") };
        let id = anna.post_idea(&made).await.id;
        ben.get(&large).await.expect(200);
        let seq = mo.decided(WaitingKind::Idea, id, "publish").await;
        let public = ben.get(&small).await.expect(200);
        assert_eq!(public.header("content-type"), "image/jpeg");
        assert_eq!(public.header("x-content-type-options"), "nosniff");
        assert!(public.header("cache-control").starts_with("public, max-age="));
        let tag = public.header("etag").to_owned();
        let known = ben.clone().with("if-none-match", &tag).get(&small).await.expect(304);
        assert_eq!((known.body.as_str(), known.header("etag")), ("", tag.as_str()));
        mo.undo(seq).await.expect(204);
        mo.decided(WaitingKind::Idea, id, "decline").await;
        ben.get(&small).await.expect(404);
        ben.clone().with("if-none-match", &tag).get(&small).await.expect(404);
        let staff = mo.get(&small).await.expect(200);
        assert!(staff.header("cache-control").starts_with("private"));
        for bad in ["/photos/x", "/photos/..%2f..%2fetc%2fpasswd", "/photos/%00-s.jpg",
            "/photos/00000000000000000000000000000000-s.jpg"] {
            ben.get(bad).await.expect(404);
        }
    }
}

both! {
    async fn what_is_no_photo_is_refused_with_a_reason(world: World) {
        let mut anna = world.citizen();
        let script = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        for bad in [&b"GIF89a"[..], script, b"\xff\xd8\xff", b"not a picture"] {
            let refused = send(&mut anna, "photo", bad).await.problem(422);
            assert!(refused["fields"]["photo"][0].as_str().unwrap().contains("JPEG"));
        }
        send(&mut anna, "photo", b"").await.problem(422);
        send(&mut anna, "other", &png(8, 8)).await.problem(422);
        send(&mut anna, "photo", &vec![0; 11 << 20]).await.problem(422);
        anna.post("/api/photos", &json!({})).await.problem(422);
        anna.form("/api/photos", &[]).await.expect(422);
        assert_eq!(world.number("SELECT COUNT(*) FROM photos").await, 0);
        assert!(!world.database.data.join("photos").exists());
    }
}

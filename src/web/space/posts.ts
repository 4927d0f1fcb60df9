import { Injectable } from '@nestjs/common';
import { type Post, PostsQueries } from '../../applications/posts.queries.js';
import { NotFound } from '../../platform/errors.js';

/** Never published, or taken out of sight until the team has read it: for the public it is not there. */
const UNSEEN = ['draft', 'pending-review'];

/** Finds the offer or the mission that a page beside its own is about. */
@Injectable()
export class Posts {
  constructor(private readonly posts: PostsQueries) {}

  /** @throws NotFound when the public sees no such offer, or no such mission. */
  async seen(kind: 'offer' | 'mission', id: string): Promise<Post> {
    const post = await this.posts.one(id);
    if (post?.kind !== kind || post.organisationBanned || UNSEEN.includes(post.status)) {
      throw new NotFound('page.unknown', 'Cette page n’existe pas.');
    }
    return post;
  }
}
